/* What a model ends with: in each state in which nobody can go on, a line with what the model names. */
#define OUTCOME(format, ...) \
    active proctype outcome() { \
        timeout; \
        c_code { printf("outcome %s " format "\n", now.done == ACTORS ? "finished" : "stuck", __VA_ARGS__); } \
    }

byte done;

/* A lock, and a semaphore: taken in the step that sees it free. */
#define acquire(lock) atomic { lock > 0 -> lock-- }
#define release(lock) lock++
