"""Fuses a picture and a text of one thing: learnt from the merchant's own, compared, used."""
