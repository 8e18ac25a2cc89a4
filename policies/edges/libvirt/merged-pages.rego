# METADATA
# title: A guest shares memory pages with others
# description: >-
#   A guest whose memory the host merges with others' learns by timing what they hold, and may flip bits of it.
# scope: package
# custom:
#   subject: libvirt/domain
#   edge: {to: pages, cost: hardware}
package bulkhead.edges.libvirt.merged_pages

import data.bulkhead.libvirt.memory_merging_allowed as merging

deny contains object.remove(finding, ["severity"]) if {
	some finding in merging.deny
	not finding.severity
}

# Whether the host merges is not known where the control says so of low severity.
unknown contains {"path": finding.path, "message": finding.message, "reason": "not-in-input"} if {
	some finding in merging.deny
	finding.severity
}

unknown contains gap if some gap in merging.unknown

notapplicable if merging.notapplicable
