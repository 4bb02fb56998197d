# socket: what is made of the machine's sockets.

socket = socket
timeout = TimeoutError
error = OSError
AF_UNIX = 1
AF_INET = 2
SOCK_STREAM = 1
SOCK_DGRAM = 2
SOL_SOCKET = 1
SO_REUSEADDR = 2
SO_REUSEPORT = 15
SO_KEEPALIVE = 9
IPPROTO_TCP = 6
TCP_NODELAY = 1
SHUT_RD = 0
SHUT_WR = 1
SHUT_RDWR = 2
SOMAXCONN = 4096
_UNSET = (None,)


def socketpair(family=None, type=SOCK_STREAM, proto=0):
    return _socketpair()


def create_server(address, *, family=AF_INET, backlog=None, reuse_port=False, dualstack_ipv6=False):
    server = socket(family, SOCK_STREAM)
    try:
        server.bind(address)
        server.listen(128 if backlog is None else backlog)
        return server
    except BaseException:
        server.close()
        raise


def create_connection(address, timeout=_UNSET, source_address=None, *, all_errors=False):
    connection = socket(AF_INET, SOCK_STREAM)
    try:
        if timeout is not _UNSET:
            connection.settimeout(timeout)
        connection.connect(address)
        return connection
    except BaseException:
        connection.close()
        raise


def gethostname():
    return "localhost"


def gethostbyname(name):
    return "127.0.0.1" if name == "localhost" else name
