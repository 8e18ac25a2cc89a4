# METADATA
# title: The scheduler should not offer profiles
# description: >-
#   By default the scheduler gives stacks and heap profiles at /debug/pprof to whoever may get that path: what it
#   is busy with, and a way to make it slow. The file of --config, enableProfiling in it, overrules the flag. It is
#   acceptable where it listens on loopback alone and nobody but administrators is on the machine.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/command-line-tools-reference/kube-scheduler/
#     description: Flags of the scheduler
# custom:
#   severity: low
#   subject: kubernetes/scheduler
#   wall: management
#   dimension: security
#   remediation: >-
#     Set --profiling=false, or enableProfiling: false in the file of --config.
#   frameworks:
#     cis-kubernetes-1.12: ["1.4.1"]
#     nist-800-53r5: [cm-7]
#     pci-dss-4.0.1: ["2.2.4"]
package bulkhead.kubernetes.scheduler_profiling

deny contains {
	"path": ["scheduler", "flags", "profiling"],
	"message": "offers profiles of itself",
	"expected": false,
} if {
	input.facts.profiling == true
}
