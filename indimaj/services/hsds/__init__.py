"""The Open Referral standard (HSDS 3.0, with the fields of 3.1): read, checked, mapped to columns, written."""
