# METADATA
# title: Equal memory pages of strangers must not be merged
# description: >-
#   Kernel same-page merging lets guests and processes share pages of equal content. By the time that a write takes, one
#   tells what another holds in memory, and by Rowhammer one may change it. It is acceptable where all guests belong to one owner.
# scope: package
# related_resources:
#   - ref: https://docs.kernel.org/admin-guide/mm/ksm.html
#     description: Kernel same-page merging
# custom:
#   severity: medium
#   subject: node/kernel
#   wall: hardware
#   dimension: isolation
#   remediation: >-
#     Write 2 to /sys/kernel/mm/ksm/run, which also takes merged pages apart, and disable the ksm and ksmtuned services.
#   frameworks:
#     nist-800-53r5: [sc-4]
#     nist-800-125a: [general]
#     bsi-sys-1.5: [A16, A22]
package bulkhead.node.same_page_merging

deny contains {
	"path": ["machine", "kernel", "ksm", "run"],
	"message": "merges equal pages of different processes and guests",
	"expected": "2",
} if {
	input.machine.kernel.ksm.run == "1"
}
