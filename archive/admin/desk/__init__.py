"""The article desk: the text and its rows side by side, each decided on in place."""
