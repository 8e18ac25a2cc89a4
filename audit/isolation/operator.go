package isolation

import "strings"

// Operator is what keeps a workload's memory from who owns its machine.
type Operator struct {
	// Wall is one of [OperatorWalls].
	Wall string
	// Attested says that the configuration asks for a proof of it. Whether anybody looks at that is not in a configuration.
	Attested bool
}

// What keeps memory from the machine's owner. SEV and SEV-ES encrypt it; the others keep it whole too.
const (
	WallNone = "none"
	WallSEV  = "sev"
	WallES   = "sev-es"
	WallSNP  = "sev-snp"
	WallTDX  = "tdx"
	WallPV   = "s390-pv"
)

// OperatorWalls lists them, the weakest first.
func OperatorWalls() []string { return []string{WallNone, WallSEV, WallES, WallSNP, WallTDX, WallPV} }

// OperatorOfHandler tells what Kata Containers' own names of runtime handlers promise, as of 2026-11-24: kata-qemu-snp, kata-qemu-tdx.
func OperatorOfHandler(handler string) Operator {
	name, kata := strings.CutPrefix(strings.TrimSuffix(handler, "-runtime-rs"), "kata-")
	if !kata {
		return Operator{Wall: WallNone}
	}
	for suffix, wall := range map[string]string{"-sev": WallSEV, "-snp": WallSNP, "-tdx": WallTDX, "-se": WallPV} {
		if strings.HasSuffix("-"+name, suffix) {
			return Operator{Wall: wall}
		}
	}
	return Operator{Wall: WallNone}
}
