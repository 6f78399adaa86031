import pytest
from django.contrib.auth import get_user_model
from django.test import Client


@pytest.fixture
def editor(db):
    return get_user_model().objects.create_superuser("ada", password="a long password")


@pytest.fixture
def desk(editor) -> Client:
    """A browser in which the editor is logged in; she may do everything."""
    client = Client()
    client.force_login(editor)
    return client
