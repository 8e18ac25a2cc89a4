# METADATA
# title: Where a graphics server listens
# description: >-
#   What a graphics element says of VNC's or SPICE's addresses. A socket attribute makes libvirt ignore all else. The listen
#   attribute counts where there is no listen element, or where that is of type address and gives none.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#graphical-framebuffers
#     description: The graphics element
package bulkhead.lib.libvirt.graphics

# METADATA
# description: The addresses that the XML gives, each with its path.
# scope: document
addresses contains {"path": ["graphics", "listen", i, "address"], "address": listen.address} if {
	not _socket
	some i, listen in input.graphics.listen
	listen.type in {"address", "network"}
	listen.address != ""
}

addresses contains {"path": ["graphics", "@listen"], "address": input.graphics["@listen"]} if {
	not _socket
	not _overridden
	input.graphics["@listen"] != ""
}

# METADATA
# description: Paths of listen elements that take the address of a libvirt network, which inactive XML does not give.
# scope: document
on_network contains ["graphics", "listen", i, "network"] if {
	not _socket
	some i, listen in input.graphics.listen
	listen.type == "network"
	object.get(listen, "address", "") == ""
}

# METADATA
# description: It listens on TCP, and the XML leaves the address to qemu.conf.
# scope: document
left_to_qemu_conf if {
	not _socket
	not _overridden
	not _attribute
}

_attribute if input.graphics["@listen"] != ""

_socket if input.graphics.socket != ""

_overridden if {
	some listen in input.graphics.listen
	not _open_address(listen)
}

_open_address(listen) if {
	listen.type == "address"
	object.get(listen, "address", "") == ""
}
