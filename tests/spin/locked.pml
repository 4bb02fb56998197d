/* ACTORS threads add 1 to a counter under a lock, or under a semaphore with PERMITS. */
#include "outcome.h"

byte counter;
byte lock = PERMITS;

active [ACTORS] proctype adder() {
    byte loaded;
    acquire(lock);
    loaded = counter;
    counter = loaded + 1;
    release(lock);
    done++
}

OUTCOME("counter=%d", now.counter)
