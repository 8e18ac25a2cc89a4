# METADATA
# title: Settings without effect must not stand for protection
# description: >-
#   clear_emulator_capabilities has had no effect since libvirt 6.0, and allow_disk_format_probing makes newer
#   versions refuse to start or is ignored: whoever reads the file believes in a protection, or a hole, that is not
#   there. Acceptable on a host of an older version.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/drvqemu.html
#     description: The QEMU driver
# custom:
#   severity: low
#   subject: libvirt/daemon
#   wall: management
#   dimension: maintenance
#   remediation: Remove the setting from qemu.conf.
#   frameworks:
#     bsi-sys-1.5: [A14]
#     nist-800-125a: [general]
#     nist-800-53r5: [cm-2, cm-6]
package bulkhead.libvirt.obsolete_setting

deny contains {
	"path": ["machine", "libvirt", "qemu.conf", setting],
	"message": "has a setting that libvirt gave up long ago",
} if {
	some setting in ["allow_disk_format_probing", "clear_emulator_capabilities"]
	input.machine.libvirt["qemu.conf"][setting]
}
