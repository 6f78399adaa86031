import time, pytest
from tests.factories import make_article
pytestmark = pytest.mark.django_db
def test_x(client):
    a=make_article()
    for name, txt, step in (("entities","a&amp;"*500000,6),("apart",("a"+"."*12)*500000,13)):
        a.document.text=txt; a.document.save()
        a.raw_ranges=[[n*step,n*step+2] for n in range(500000)]; a.save()
        t=time.perf_counter(); client.get(f"/articles/{a.public_id}/raw/"); print("TIME",name,time.perf_counter()-t)
