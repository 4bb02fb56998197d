/* Peterson's algorithm around a load and a store; WITHOUT_TURN, or with TEST_FIRST of the other's wish. */
#define ACTORS 2
#include "outcome.h"

bool wants[2];
byte turn, counter;

active [2] proctype worker() {
    byte loaded;
#ifdef TEST_FIRST
    !wants[1 - _pid];
    wants[_pid] = true;
#else
    wants[_pid] = true;
#ifdef WITHOUT_TURN
    !wants[1 - _pid];
#else
    turn = 1 - _pid;
again:
    if
    :: wants[1 - _pid]
    :: else -> goto inside
    fi;
    if
    :: turn == 1 - _pid -> goto again
    :: else
    fi;
inside:
#endif
#endif
    loaded = counter;
    counter = loaded + 1;
    wants[_pid] = false;
    done++
}

OUTCOME("counter=%d", now.counter)
