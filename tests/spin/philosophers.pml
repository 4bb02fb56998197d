/* ACTORS philosophers, once each: the left fork first, or, if ORDERED, the fork with the lesser number. */
#include "outcome.h"

byte forks[ACTORS] = 1;

active [ACTORS] proctype philosopher() {
    byte first = _pid, second = (_pid + 1) % ACTORS;
#ifdef ORDERED
    if
    :: first > second -> first = second; second = _pid
    :: else
    fi;
#endif
    acquire(forks[first]);
    acquire(forks[second]);
    release(forks[second]);
    release(forks[first]);
    done++
}

OUTCOME("n=%d", ACTORS)
