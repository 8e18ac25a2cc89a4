# METADATA
# title: Rules of Kyverno's policies that verify images
# scope: package
package bulkhead.lib.kubernetes.imagepolicy

# METADATA
# description: Each with its place, in policies of Kyverno's. There are none in those of others.
rules contains {"index": i, "position": j, "verify": verify} if {
	input.facts.kind in {"ClusterPolicy", "Policy"}
	some i, rule in input.imagepolicy.spec.rules
	some j, verify in rule.verifyImages
}
