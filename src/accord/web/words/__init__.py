"""Words that the app shows, in English and Chinese.

English stands in the templates themselves (`_("Agreements")`); `zh/*.po` holds its Chinese, a file a page; the labels of
closed lists stand in `model/labels.tsv`. A test holds every string of the templates against the catalogue.
"""
