# METADATA
# title: Containers must not be able to forge packets
# description: >-
#   NET_RAW opens raw sockets: a container can send packets with others' addresses and answer for others in ARP and DNS,
#   and so read their traffic on networks that do not check it. containerd and Docker give it unasked, CRI-O does not;
#   as no API shows which it is, it is taken as given. It goes with drop: [ALL] or [NET_RAW].
# scope: package
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man7/capabilities.7.html
#     description: Linux capabilities
# custom:
#   severity: medium
#   subject: kubernetes/container
#   wall: network
#   dimension: isolation
#   remediation: >-
#     Drop ALL capabilities, or at least NET_RAW. ping does not need it on current kernels.
#   frameworks:
#     cis-kubernetes-1.12: ["5.2.8"]
#     nsa: [pod-security]
#     nist-800-190: ["4.3.3", "4.4.3"]
#     nist-800-53r5: [ac-6, cm-7]
#     bsi-sys-1.6: [A5, A17]
package bulkhead.kubernetes.net_raw

import data.bulkhead.lib.kubernetes.capabilities
import data.bulkhead.lib.kubernetes.pod

deny contains {
	"path": ["container", "securityContext", "capabilities", "add", i],
	"message": "adds the capability to forge packets",
} if {
	not pod.windows
	some i, name in input.container.securityContext.capabilities.add
	capabilities.plain(name) in {"ALL", "NET_RAW"}
}

deny contains {
	"path": ["container", "securityContext", "capabilities", "drop"],
	"message": "keeps the capability to forge packets, which most runtimes give unasked",
	"expected": ["ALL"],
} if {
	not _dropped
	not pod.windows
}

# Runtimes take NET_RAW with the prefix too, but not ALL: CAP_ALL drops nothing.
_dropped if {
	some name in input.container.securityContext.capabilities.drop
	upper(name) in {"ALL", "CAP_NET_RAW", "NET_RAW"}
}

# Windows has no capabilities.
notapplicable if pod.windows
