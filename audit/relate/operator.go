package relate

import (
	"strconv"

	"bulkhead/audit/estate"
	"bulkhead/audit/isolation"
)

// operatorOf tells what a guest's definition keeps from its host's owner, and whether it takes part in a proof of that: a session with the
// guest's owner for SEV, an owner's signature for SEV-SNP, quotes for TDX.
func operatorOf(domain *estate.Value) isolation.Operator {
	launch := domain.Get("launchSecurity")
	switch launch.Get("type").Str() {
	case "sev":
		const encryptedState = 4
		wall := isolation.WallSEV
		if policy, err := strconv.ParseUint(textOf(launch.Get("policy")), 0, 32); err == nil && policy&encryptedState != 0 {
			wall = isolation.WallES
		}
		return isolation.Operator{Wall: wall, Attested: launch.Get("dhCert") != nil && launch.Get("session") != nil}
	case "sev-snp":
		return isolation.Operator{Wall: isolation.WallSNP, Attested: launch.Get("idAuth") != nil}
	case "tdx":
		return isolation.Operator{Wall: isolation.WallTDX, Attested: launch.Get("quoteGenerationService") != nil}
	case "s390-pv":
		return isolation.Operator{Wall: isolation.WallPV}
	}
	return isolation.Operator{Wall: isolation.WallNone}
}
