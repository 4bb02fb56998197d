/* Three threads add 1 to a counter, K times each: a load is one step, a store with what belongs to the thread alone another. */
byte counter;

active [3] proctype adder() {
    byte loaded, turn;
    do
    :: atomic { turn < K -> loaded = counter }
        atomic {
            counter = loaded + 1;
            loaded = 0;
            turn++;
            if
            :: turn == K -> break
            :: else
            fi
        }
    od
}

/* What it ends with. */
active proctype outcome() {
    timeout;
    c_code { printf("outcome %d\n", now.counter); }
}
