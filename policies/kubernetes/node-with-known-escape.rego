# METADATA
# title: Nodes must not run a kubelet or runtime with a known way out of containers
# description: >-
#   Some faults of kubelets and container runtimes let who may create a pod, or only choose its image, run commands
#   or write files on the node: CVE-2021-25741 through subPath and CVE-2024-10220 through gitRepo volumes of the
#   kubelet, CVE-2022-23648 and CVE-2026-53488 through an image's configuration in containerd, CVE-2024-5154 through
#   an image's links in CRI-O. Kubelets whose version has a suffix and all runtimes are unknown where upstream's
#   version has the fault, since who builds them may have mended it without another number. Faults of runc and the
#   kernel no API shows: ask the distribution.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/issues-security/official-cve-feed/
#     description: Kubernetes' official list of CVEs
# custom:
#   severity: high
#   subject: kubernetes/node
#   wall: kernel
#   dimension: maintenance
#   remediation: >-
#     Update the kubelet and the container runtime to a release that has the fix.
#   frameworks:
#     mitre-containers: [T1611]
#     nist-800-190: ["4.4.1", "4.5.2"]
#     nist-800-53r5: [ra-5, si-2]
#     bsi-sys-1.6: [A14]
#     pci-dss-4.0.1: ["6.3.3"]
package bulkhead.kubernetes.node_with_known_escape

import data.bulkhead.lib.kubernetes.escapes

deny contains {
	"path": ["node", "status", "nodeInfo", "kubeletVersion"],
	"message": sprintf("runs a kubelet with %s", [concat(", ", sort(faults))]),
} if {
	faults := escapes.of("kubelet", _kubelet)
	count(faults) > 0
	escapes.upstream(_kubelet)
}

unknown contains _unclear("kubeletVersion", "kubelet", faults) if {
	faults := escapes.of("kubelet", _kubelet)
	count(faults) > 0
	not escapes.upstream(_kubelet)
}

unknown contains _unclear("containerRuntimeVersion", program, faults) if {
	[program, version] := split(input.node.status.nodeInfo.containerRuntimeVersion, "://")
	faults := escapes.of(program, version)
	count(faults) > 0
}

_kubelet := input.node.status.nodeInfo.kubeletVersion

_unclear(field, program, faults) := {
	"path": ["node", "status", "nodeInfo", field],
	"message": sprintf("runs a %s that has %s, unless who built it has mended that", [program, concat(", ", sort(faults))]),
	"reason": "not-in-input",
}
