"""The form in a browser: from a key press to what is shown, and names with an error typed.

``keys`` types the committed names of one wrong letter into the form that ``geodistricts serve``
serves, in Chromium over loopback; ``weight`` loads it, and lets Lighthouse judge it; ``pictures``
draws it for the documentation.
"""
