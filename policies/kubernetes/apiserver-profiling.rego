# METADATA
# title: The API server should not offer profiles
# description: >-
#   By default the API server gives stacks and heap profiles at /debug/pprof to whoever may get that path: what it
#   is busy with, and a way to make it slow. Roles still decide who that is. It is acceptable where nobody but
#   administrators may get the path.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/
#     description: Flags of the API server
# custom:
#   severity: low
#   subject: kubernetes/apiserver
#   wall: management
#   dimension: security
#   remediation: >-
#     Set --profiling=false.
#   frameworks:
#     cis-kubernetes-1.12: ["1.2.15"]
#     nist-800-53r5: [cm-7]
#     pci-dss-4.0.1: ["2.2.4"]
package bulkhead.kubernetes.apiserver_profiling

deny contains {"path": ["apiserver", "flags", "profiling"], "message": "offers profiles of itself", "expected": false} if {
	not input.apiserver.flags.profiling == false
}
