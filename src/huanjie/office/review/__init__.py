"""Joint review (联审): departments answer, in parallel and each its own question, whether the law
bars a nominee.
"""
