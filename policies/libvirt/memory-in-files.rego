# METADATA
# title: Guests' memory must not lie in files
# description: >-
#   A memory source of type file keeps the guest's memory in a file below memory_backing_dir of qemu.conf, on a disk
#   unless that is a tmpfs: what the guest holds in memory is written there in clear, and stays when the host goes
#   down. Absent, memory is anonymous; memfd can be shared with device processes as well. Acceptable on a tmpfs.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#memory-backing
#     description: The memoryBacking element
# custom:
#   severity: low
#   subject: libvirt/domain
#   wall: storage
#   dimension: security
#   remediation: Set the source's type to memfd.
#   frameworks:
#     bsi-sys-1.5: [A28]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-4, sc-28]
package bulkhead.libvirt.memory_in_files

deny contains {
	"path": ["domain", "memoryBacking", "source", "type"],
	"message": "keeps its memory in a file of the host's",
	"expected": "memfd",
} if {
	input.domain.memoryBacking.source.type == "file"
	not input.domain.memoryBacking.hugepages
}
