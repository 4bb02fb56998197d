/* Two threads take two locks, in opposite orders or, if ORDERED, in the same. */
#define ACTORS 2
#include "outcome.h"

byte locks[2] = 1;
byte counter;

active [2] proctype worker() {
    byte loaded, first = _pid;
#ifdef ORDERED
    first = 0;
#endif
    acquire(locks[first]);
    acquire(locks[1 - first]);
    loaded = counter;
    counter = loaded + 1;
    release(locks[1 - first]);
    release(locks[first]);
    done++
}

OUTCOME("counter=%d", now.counter)
