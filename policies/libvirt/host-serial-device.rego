# METADATA
# title: Guests must not have the host's serial ports
# description: >-
#   A serial port, console or channel of type dev is a device of the host's: what hangs on it, such as a power
#   switch, a modem or the host's own console, is the guest's to command. Acceptable for a device that is the
#   guest's alone.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#consoles-serial-parallel-channel-devices
#     description: Character devices
# custom:
#   severity: medium
#   subject: libvirt/chardev
#   wall: hardware
#   dimension: isolation
#   remediation: Use type pty or unix.
#   frameworks:
#     bsi-sys-1.5: [A13, A16]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-6, sc-39]
package bulkhead.libvirt.host_serial_device

deny contains {
	"path": ["chardev", "source", i, "path"],
	"message": "is a device of the host's",
} if {
	input.chardev.type == "dev"
	some i, source in input.chardev.source
	not source.path in {"/dev/null", "/dev/zero"}
}

notapplicable if not input.chardev.type == "dev"
