# METADATA
# title: The version of Kubernetes
# description: >-
#   Questions about the minor version, for rules that changed with it. None of them is true where the version is not
#   known. Files are taken to be for the newest version that this policy knows.
# scope: package
package bulkhead.lib.kubernetes.version

import data.bulkhead.lib.unknown

# METADATA
# scope: document
known if is_number(input.facts.minor)

# METADATA
# description: The version is this one or a later one.
# scope: document
since(minor) if {
	known
	input.facts.minor >= minor
}

# METADATA
# description: The version is an earlier one.
# scope: document
before(minor) if {
	known
	input.facts.minor < minor
}

# METADATA
# description: An element of a control's unknown rule, for an answer that needs the version where it is not known.
# scope: document
unclear(path) := unknown.verdict(path, input.facts.minor)

unclear(path) := {
	"path": path,
	"message": "the version of Kubernetes is not known",
	"reason": "not-in-input",
} if {
	not known
	not _explained
}

_explained if unknown.is_unknown(input.facts.minor)
