/* Addresses of this machine: where to listen, and what to tell people to type. */
#ifndef POLDER_HOST_ADDRESSES_H
#define POLDER_HOST_ADDRESSES_H

#include <netinet/in.h>
#include <sys/socket.h>

#include <polder/memory.h>
#include <polder/status.h>

enum { PL_ADDRESS_TEXT = 80 };

/* A listening socket, non-blocking, at `bind` (an address of this machine in digits; NULL: loopback) and `port` (0: any
 * that is free). The caller closes it. −1: `error`, PL_USAGE where `bind` is no address, else PL_SYSTEM. */
int pl_listen(const char *bind, int port, pl_error *error);
/* Adds "http://192.168.1.5:8080/" for whoever wants to reach that socket; where it listens at every address, with the
 * one by which other machines see this one. */
pl_status pl_address_put(pl_buffer *out, int listening, bool has_tls, pl_error *error);
/* All by which other machines see this one, if that socket listens at every address; the one of pl_address_put first,
 * then in the system's order. Returns how many of at most `most` buffers were filled, which the caller clears; 0: it
 * listens at one address only, or the system does not tell. */
int pl_addresses_put(pl_buffer *out, int most, int listening, bool has_tls);
/* The next connection of a listening socket, non-blocking; −1: errno says why. */
int pl_accept(int listening, struct sockaddr_storage *from);
/* Who is counted as one: an IPv4 address, or the network of 64 bits of an IPv6 one. Mapped addresses are IPv4's. */
typedef struct pl_neighbour {
  unsigned char bytes[16];
} pl_neighbour;
pl_neighbour pl_neighbour_of(const struct sockaddr_storage *from);
bool pl_neighbour_is(const pl_neighbour *a, const pl_neighbour *b);
void pl_neighbour_text(const pl_neighbour *neighbour, char text[PL_ADDRESS_TEXT]); /* "192.168.1.5", "2001:db8::/64" */

#endif
