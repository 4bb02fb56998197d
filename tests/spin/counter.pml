/* ACTORS threads add 1 to a counter, K times each: a load and a store. */
#include "outcome.h"

byte counter;

active [ACTORS] proctype adder() {
    byte loaded, turn;
    do
    :: turn < K ->
        loaded = counter;
        counter = loaded + 1;
        turn++
    :: else -> break
    od;
    done++
}

OUTCOME("counter=%d", now.counter)
