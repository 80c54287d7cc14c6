"""Tables, cards and sections: what a screen reader, a phone, a printer and a spreadsheet get alike."""
