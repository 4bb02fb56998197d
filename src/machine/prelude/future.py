# __future__: all of it is there already; annotations are not evaluated anyway.

annotations = absolute_import = division = generators = generator_stop = None
nested_scopes = print_function = unicode_literals = with_statement = None
