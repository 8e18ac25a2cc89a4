package kubeyaml

import (
	"math/rand/v2"
	"strings"
	"testing"

	"bulkhead/audit/estate"
)

// fragments are put together at random: most texts are wrong somewhere, and a fair part is not.
var fragments = []string{
	"a:", "b: 1", "c: x y", "key-d: \"q\"", "e: 'it''s'", "- f", "- g: h", "-", "- - i", "- j:", "k: |", "l: |-", "- |",
	"# comment", "m: [a, \"b\"]", "n: {o: p, q: [r]}", "text", "more text # and a comment", "s: t # comment", "u: \"long", "end\"", "v: 'open",
	"end'", "w: yes", "x: 0x1F", "y: .5", "z: -", "aa: - b", "\"bb\": c", "'dd' : e", "ff: &x y", "gg: *x", "<<: *x", "? hh", "ii: >-", "jj: {}",
	"kk: []", "ll: a:b", "mm: a: b", "nn: http://x/#y", "- \"oo\"", "- pp # c", "- {qq: rr}", "- [ss]", "tt: ~", "uu: 1e3", "vv:  spaced  ", "ww: 'x' # c",
	"xx: \"y\"z", "-1", "--- ", "é: ü", "aaa: ü # ö", "a: again", "b:", "", "", " ", "   ", "- a: |", "ccc: |+", "ddd: \"a\\\"b\\n\"", "eee: \"\\x41\"", "1: 2",
	"fff: >", "ggg: >-", "- >+ # c", "hhh: |2", "iii: |+2", "\ttab", "  \ttab", "jjj: a\tb", "kkk: \"a\tb\"", "lll: x\t", "mmm: \"a\\", "nnn: \"a \\ ", "\\u00e4\\t \"",
}

// TestReadersAgree compares the readers on texts that are more like YAML than a fuzzer's.
func TestReadersAgree(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	plainTexts := 0
	const texts = 10_000
	for range texts {
		var text strings.Builder
		indents := []int{0}
		for range 1 + random.IntN(9) {
			switch random.IntN(5) {
			case 0, 1:
				indents = append(indents, indents[len(indents)-1]+1+random.IntN(3))
			case 2:
				indents = indents[:1+random.IntN(len(indents))]
			}
			text.WriteString(strings.Repeat(" ", indents[len(indents)-1]))
			text.WriteString(fragments[random.IntN(len(fragments))])
			text.WriteString([]string{"\n", "\n", "\n", "\r\n"}[random.IntN(4)])
		}
		if compareReaders(t, text.String()) {
			plainTexts++
		}
	}
	if plainTexts < texts/20 {
		t.Errorf("only %d of %d texts were plain: this compares too little", plainTexts, texts)
	}
}

// compareReaders says whether the reader of plain YAML knew a document of the text.
func compareReaders(t *testing.T, text string) (known bool) {
	t.Helper()
	for d := range Documents([]byte(text)) {
		if checkText(d) != nil {
			continue
		}
		var fast, complete Parser
		plain, ok := fast.parseBlocks(d)
		all, err := complete.parseComplete(d)
		if ok {
			known = true
			if err != nil {
				t.Fatalf("%q: read as %s, refused with %v", d.Text, estate.AppendJSON(nil, plain), err)
			}
			if got, want := dump(plain), dump(all[0]); got != want {
				t.Fatalf("%q:\n%s\nthe complete parser reads\n%s", d.Text, got, want)
			}
		}
		if err == nil && len(all) == 1 {
			compareKubectl(t, string(d.Text), all[0])
		}
	}
	return known
}
