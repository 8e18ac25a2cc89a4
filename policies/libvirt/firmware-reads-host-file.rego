# METADATA
# title: Guests must not be handed files of the host's by their firmware
# description: >-
#   An entry of fw_cfg or an ACPI table that names a file hands the guest whatever the host has there: QEMU reads it
#   at each start, and libvirt does not label it for the guest alone. A file that others may write feeds the guest's
#   firmware what they like. Acceptable for files that root alone writes, such as Ignition's.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#smbios-system-information
#     description: System information
# custom:
#   severity: low
#   subject: libvirt/domain
#   wall: storage
#   dimension: isolation
#   remediation: Write the text into the entry, or give the guest a disk with it.
#   frameworks:
#     bsi-sys-1.5: [A3, A16]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-3, cm-6]
package bulkhead.libvirt.firmware_reads_host_file

deny contains {
	"path": ["domain", "sysinfo", i, "entry", j, "file"],
	"message": "is handed a file of the host's by its firmware",
} if {
	some i, sysinfo in input.domain.sysinfo
	sysinfo.type == "fwcfg"
	some j, entry in sysinfo.entry
	entry.file != ""
}
