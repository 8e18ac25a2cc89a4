# METADATA
# title: Addresses to listen on
# description: What an address in libvirt's XML or configuration reaches, in all spellings that getaddrinfo takes.
# scope: package
package bulkhead.lib.libvirt.address

# METADATA
# description: Listening there is listening on every interface, as on 0.0.0.0, 0, *, ::, ::0 or [::].
# scope: document
is_wildcard(address) if regex.match(
	`^((0x)?0+(\.(0x)?0+){0,3}|[0:]*:(ffff:)?[0:]*(0+(\.0+){3})?)$`,
	_plain(address),
)

is_wildcard("*") # QEMU's word for it

# METADATA
# description: >-
#   Only this machine reaches it. A name or a spelling that is not known to be the loopback is not taken for it.
# scope: document
is_loopback(address) if regex.match(
	`^(127(\.[0-9]{1,10}){1,3}|[0:]*:(ffff:)?127(\.[0-9]{1,3}){3}|[0:]*:0*1)$`,
	_plain(address),
)

is_loopback(address) if regex.match(
	`^(localhost[46]?(\.localdomain[46]?)?|ip6-localhost|ip6-loopback)$`,
	_plain(address),
)

_plain(address) := lower(trim(address, "[]"))
