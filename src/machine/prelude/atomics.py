# atomics: ints whose operations are one step each.

Int = Int
