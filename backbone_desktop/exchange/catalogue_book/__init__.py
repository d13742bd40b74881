"""The catalogue as one workbook that a person can read, edit and give back."""
