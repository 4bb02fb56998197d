/* Seven philosophers, once each, the left fork first; taking a fork is the step that sees it free. */
byte free[7] = 1;
byte done;

active [7] proctype philosopher() {
    atomic { free[_pid] > 0 -> free[_pid]-- }
    atomic { free[(_pid + 1) % 7] > 0 -> free[(_pid + 1) % 7]-- }
    free[(_pid + 1) % 7]++;
    atomic { free[_pid]++; done++ }
}

/* What it ends with. */
active proctype outcome() {
    timeout;
    c_code { printf("outcome %s\n", now.done == 7 ? "finished" : "deadlock"); }
}
