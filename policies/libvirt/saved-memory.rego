# METADATA
# title: Guests should not be kept as saved memory
# description: >-
#   A guest that was saved instead of shut down (managedsave, or the host's shutdown) lies on the disk with all its
#   memory in clear: keys of its encrypted disks, passwords, sessions. At its next start libvirt uses the definition
#   inside, not the one that has been edited since.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatsnapshot.html
#     description: Forms of a domain's state
# custom:
#   severity: medium
#   subject: libvirt/domain
#   wall: storage
#   dimension: security
#   remediation: >-
#     Start the guest and shut it down, or remove the saved state (virsh managedsave-remove). Set ON_SHUTDOWN=shutdown
#     for libvirt-guests.
#   frameworks:
#     bsi-sys-1.5: [A24]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-4, sc-28]
package bulkhead.libvirt.saved_memory

import data.bulkhead.lib.libvirt.subject

deny contains {
	"path": ["state", "managedSave"],
	"message": "is kept with its memory in clear",
	"expected": false,
} if {
	input.state.managedSave == true
}

unknown contains gap if some gap in subject.state_gaps

unknown contains {
	"path": ["state", "managedSave"],
	"message": input.state.managedSave.why,
	"reason": input.state.managedSave.unknown,
}

notapplicable if input.state.unknown == "not-in-input"
