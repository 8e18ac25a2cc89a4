# METADATA
# title: KVM must split huge pages that guests execute
# description: >-
#   On a CPU with ITLB multihit (CVE-2018-12207) a guest that executes code in huge pages stops the whole host,
#   unless KVM splits them; nx_huge_pages = N or never switches that off. Absent, it is auto. Acceptable where no
#   guest is untrusted.
# scope: package
# related_resources:
#   - ref: https://docs.kernel.org/admin-guide/hw-vuln/multihit.html
#     description: ITLB multihit
# custom:
#   severity: medium
#   subject: node/cpu
#   wall: hardware
#   dimension: isolation
#   remediation: Remove kvm.nx_huge_pages from the command line and KVM's options.
#   frameworks:
#     bsi-sys-1.5: [A15, A22]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-5]
package bulkhead.node.kvm_huge_pages_open

deny contains {
	"path": ["machine", "kvm", "kvm", "nx_huge_pages"],
	"message": "lets guests stop the host by code in huge pages",
	"expected": "Y",
} if {
	input.machine.kvm.kvm.nx_huge_pages in {"0", "N", "never"}
	input.machine.cpu.vulnerabilities.itlb_multihit != "Not affected"
}
