# METADATA
# title: Guests must not read the host's keyboards and mice
# description: >-
#   An input of type passthrough or evdev hands the guest what is typed on the host's own devices: the operator's
#   passwords, and every key meant for the host or another guest while it has the focus. Acceptable on a workstation
#   whose user owns the guest.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#input-devices
#     description: The input element
# custom:
#   severity: medium
#   subject: libvirt/domain
#   wall: identity
#   dimension: isolation
#   remediation: Remove the input, and use the guest's console.
#   frameworks:
#     bsi-sys-1.5: [A16, A25]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-6, sc-4]
package bulkhead.libvirt.host_input_device

deny contains {
	"path": ["domain", "devices", "input", i, "type"],
	"message": "reads a keyboard, mouse or other input device of the host",
} if {
	some i, device in input.domain.devices.input
	device.type in {"evdev", "passthrough"}
}
