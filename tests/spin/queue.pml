/* Two producers, a queue with room for one item, and a consumer of two. */
#define ACTORS 3
#include "outcome.h"

chan items = [1] of { byte };
byte first, second;

active [2] proctype producer() {
    items ! _pid + 1;
    done++
}

active proctype consumer() {
    byte item;
    items ? item;
    first = item;
    items ? item;
    second = item;
    done++
}

OUTCOME("first=%d second=%d", now.first, now.second)
