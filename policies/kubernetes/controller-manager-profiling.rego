# METADATA
# title: The controller manager should not offer profiles
# description: >-
#   By default the controller manager gives stacks and heap profiles at /debug/pprof to whoever may get that path:
#   what it is busy with, and a way to make it slow. It is acceptable where it listens on loopback alone and nobody
#   but administrators is on the machine.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/
#     description: Flags of the controller manager
# custom:
#   severity: low
#   subject: kubernetes/controllermanager
#   wall: management
#   dimension: security
#   remediation: >-
#     Set --profiling=false.
#   frameworks:
#     cis-kubernetes-1.12: ["1.3.2"]
#     nist-800-53r5: [cm-7]
#     pci-dss-4.0.1: ["2.2.4"]
package bulkhead.kubernetes.controller_manager_profiling

deny contains {
	"path": ["controllermanager", "flags", "profiling"],
	"message": "offers profiles of itself",
	"expected": false,
} if {
	not input.controllermanager.flags.profiling == false
}
