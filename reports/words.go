package reports

import (
	"strconv"
	"strings"
)

// thousands writes a count with commas: 1,204.
func thousands(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0 && digits[i-1] != '-'; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// plural writes a count with its noun: "1 failure", "2 failures".
func plural(n int, noun string) string {
	if n != 1 {
		noun = nouns(noun)
	}
	return thousands(n) + " " + noun
}

// nouns is the plural of a noun as our terms form it.
func nouns(noun string) string {
	switch stem, ok := strings.CutSuffix(noun, "y"); {
	case strings.HasSuffix(noun, "s"):
		return noun
	case ok && !strings.HasSuffix(stem, "a") && !strings.HasSuffix(stem, "e") && !strings.HasSuffix(stem, "o"):
		return stem + "ies"
	}
	return noun + "s"
}

// noun is what people call a subject kind: "container" for kubernetes/container.
func noun(kind string) string {
	if kind == "" {
		return "subject"
	}
	return kind[strings.LastIndexByte(kind, '/')+1:]
}
