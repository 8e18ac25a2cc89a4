# METADATA
# title: Guests must run in the distribution's emulator
# description: >-
#   libvirt starts whatever program the emulator element names, as the host's process for the guest. One outside /usr is not
#   the distribution's: nobody updates it, its files may be writable by others, and confinement profiles do not expect it.
#   Acceptable for a build of one's own in a place that only root writes to, and on distributions that keep programs elsewhere.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#devices
#     description: The emulator element
# custom:
#   severity: high
#   subject: libvirt/domain
#   wall: privilege
#   dimension: security
#   remediation: Remove the emulator element, so that libvirt takes the distribution's, or name one below /usr.
#   frameworks:
#     bsi-sys-1.5: [A3, A14]
#     nist-800-125a: [general]
#     nist-800-53r5: [cm-6, cm-7]
package bulkhead.libvirt.custom_emulator

import data.bulkhead.lib.path as paths

deny contains {
	"path": ["domain", "devices", "emulator"],
	"message": "runs in a program from outside /usr",
} if {
	input.domain.devices.emulator != ""
	not _in_usr
}

_in_usr if {
	startswith(input.domain.devices.emulator, "/")
	startswith(paths.clean(input.domain.devices.emulator), "/usr/")
}
