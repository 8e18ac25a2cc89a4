# METADATA
# title: How libvirt's daemons are reached
# description: >-
#   Which daemons a machine starts, and where they listen. libvirtd is one for all drivers; virtqemud, virtproxyd and others
#   replace it. With systemd's sockets, the units say where, and the daemons' own listen_* settings are ignored.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/daemons.html
#     description: Monolithic and modular daemons, and their systemd sockets
package bulkhead.lib.libvirt.daemon

import data.bulkhead.lib.libvirt.address
import data.bulkhead.lib.unknown as unknown_value

# METADATA
# description: The daemons that the machine uses. libvirtd counts where it is installed, may start and nothing replaces it.
# scope: document
used contains "libvirtd" if {
	input.machine.libvirt.daemons.monolithic == true
	not _starts("virtqemud")
	not input.machine.libvirt.units["libvirtd.service"].masked == true
}

used contains name if {
	some name in _daemons
	_starts(name)
}

_daemons := {
	"libvirtd",
	"virtinterfaced",
	"virtlxcd",
	"virtnetworkd",
	"virtnodedevd",
	"virtnwfilterd",
	"virtproxyd",
	"virtqemud",
	"virtsecretd",
	"virtstoraged",
	"virtvboxd",
	"virtxend",
}

_starts(name) if {
	some kind in ["socket", "service"]
	input.machine.libvirt.units[sprintf("%s.%s", [name, kind])].enabled == true
}

# METADATA
# description: >-
#   The sockets that take libvirt's API from other machines: {"daemon", "transport": "tcp" or "tls", "path": what opens it}.
# scope: document
listeners contains {"daemon": socket.daemon, "transport": socket.transport, "path": socket.path} if {
	some socket in ports
	not socket.local
}

# METADATA
# description: The same with the sockets that only this machine reaches, whose "local" is true.
# scope: document
ports contains {
	"daemon": name,
	"transport": transport,
	"path": ["machine", "libvirt", "units", unit, "enabled"],
	"local": _only_loopback(object.get(socket, "listen", [])),
} if {
	some name in ["libvirtd", "virtproxyd"]
	some transport in ["tcp", "tls"]
	unit := sprintf("%s-%s.socket", [name, transport])
	socket := input.machine.libvirt.units[unit]
	socket.enabled == true
}

ports contains {
	"daemon": name,
	"transport": transport,
	"path": ["machine", "libvirt", file(name), setting],
	"local": _on_loopback(name),
} if {
	some name in _listens_itself
	some transport in ["tcp", "tls"]
	setting := sprintf("listen_%s", [transport])
	_on(name, setting)
}

# METADATA
# description: The name of a daemon's configuration file.
# scope: document
file(name) := sprintf("%s.conf", [name])

# METADATA
# description: >-
#   The settings of the daemons in use that guests are managed by, by file: libvirtd, virtqemud and virtproxyd. A file that is
#   not there has none.
# scope: document
configurations[file(name)] := settings if {
	some name, settings in {"libvirtd": _libvirtd, "virtproxyd": _virtproxyd, "virtqemud": _virtqemud}
	name in used
}

default _libvirtd := {}

_libvirtd := input.machine.libvirt["libvirtd.conf"]

default _virtproxyd := {}

_virtproxyd := input.machine.libvirt["virtproxyd.conf"]

default _virtqemud := {}

_virtqemud := input.machine.libvirt["virtqemud.conf"]

_only_loopback(listen) := false if {
	_beyond_loopback(listen)
} else := true

# Its standard unit listens everywhere, so a socket without addresses is taken to do so too.
_beyond_loopback([])

_beyond_loopback(listen) if {
	some stream in listen
	not regex.match(`^[/@]|^vsock:`, stream)
	not address.is_loopback(regex.replace(stream, `:[0-9]+$`, ""))
}

# libvirtd opens network sockets itself only when told to by --listen, and refuses that beside systemd's sockets.
_listens_itself contains "libvirtd" if {
	not input.machine.libvirt.units["libvirtd.socket"].enabled == true
	"--listen" in input.machine.libvirt.units["libvirtd.service"].args
}

_listens_itself contains "virtproxyd" if {
	input.machine.libvirt.units["virtproxyd.service"].enabled == true
	not input.machine.libvirt.units["virtproxyd.socket"].enabled == true
}

_on_loopback(name) if {
	address.is_loopback(_itself(name).listen_addr)
} else := false

# The two that can open network sockets themselves.
_itself("libvirtd") := _libvirtd

_itself("virtproxyd") := _virtproxyd

# Upstream's defaults: no TCP anywhere, and TLS for libvirtd alone.
_on(name, setting) if _itself(name)[setting] == "1"

_on("libvirtd", "listen_tls") if not input.machine.libvirt["libvirtd.conf"].listen_tls

# METADATA
# description: What is not known of the machine and its units, for the unknown rule of a control.
# scope: document
unknown_units contains {"path": ["machine"], "message": input.machine.why, "reason": input.machine.unknown}

unknown_units contains unknown_value.verdict(["machine", "libvirt"], input.machine.libvirt)

unknown_units contains unknown_value.verdict(["machine", "libvirt", "units"], input.machine.libvirt.units)

unknown_units contains unknown_value.verdict(["machine", "libvirt", "units", unit], value) if {
	some unit, value in input.machine.libvirt.units
	_takes_orders(unit)
}

unknown_units contains unknown_value.verdict(["machine", "libvirt", "units", unit, "args"], value.args) if {
	some unit, value in input.machine.libvirt.units
	_takes_orders(unit)
}

_takes_orders(unit) if not regex.match(`^virt(log|lock)d|-(admin|ro)\.socket$`, unit)

# METADATA
# description: Configuration files of daemons that open network sockets themselves, where they are not known.
# scope: document
unknown_listeners contains unknown_value.verdict(
	["machine", "libvirt", file(name)],
	input.machine.libvirt[file(name)],
) if {
	some name in _listens_itself
}
