#!/usr/bin/env python3
"""Runs java/LlamaCheck on a GGUF over the same prompts as a transformers result file and compares tokens, logits and answers."""
import argparse, base64, json, os, subprocess, sys, zipfile
import numpy as np
from tokenizers import Tokenizer

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
JAVA = os.path.join(os.environ["JAVA_HOME"], "bin", "java")


def native():
    so = f"{ROOT}/scratch/libjllama.so"
    if not os.path.exists(so):
        jar = next(p for p in open(f"{ROOT}/java/cp.txt").read().strip().split(":") if "kherud" in p)
        open(so, "wb").write(zipfile.ZipFile(jar).read("de/kherud/llama/Linux/x86_64/libjllama.so"))
    return so


def run(gguf, adapter, hf_result, out, quiet=False):
    ref = json.load(open(hf_result + ".json"))
    os.makedirs(os.path.dirname(out), exist_ok=True)
    with open(out + ".prompts", "w") as f:
        f.write("\n".join(base64.b64encode(r["text"].encode()).decode() for r in ref) + "\n")
    r = subprocess.run([JAVA, "--enable-native-access=ALL-UNNAMED", f"{ROOT}/java/LlamaCheck.java", native(), gguf, adapter or "-", out + ".prompts", out],
                       capture_output=True, text=True)
    if r.returncode:
        sys.exit(r.stdout[-2000:] + r.stderr[-4000:])
    lines = open(out + ".txt").read().splitlines()
    res = []
    for x, l in zip(ref, lines):
        p, g, t = l.split("\t")
        res.append(dict(prompt_ids=[int(i) for i in p.split(",")], ids=[int(i) for i in g.split(",")], output=base64.b64decode(t).decode(errors="replace")))
    n = len(ref)
    lg = np.fromfile(out + ".logits", np.float32).reshape(n, -1)
    lh = np.fromfile(hf_result + ".logits", np.float32).reshape(n, -1)
    s = dict(n=n, native=r.stdout.strip().splitlines(), native_warnings=r.stderr.strip().splitlines()[:8],
             tokens_equal=sum(x["prompt_ids"] == y["prompt_ids"] for x, y in zip(ref, res)),
             text_equal=sum(x["output"] == y["output"] for x, y in zip(ref, res)),
             correct_transformers=sum(x["output"] == x["expected"] for x in ref),
             correct_llamacpp=sum(y["output"] == x["expected"] for x, y in zip(ref, res)),
             logit_max_abs_diff=float(np.abs(lg - lh).max()), logit_mean_abs_diff=float(np.abs(lg - lh).mean()), logit_scale=float(np.abs(lh).max()),
             argmax_equal=int((lg.argmax(1) == lh.argmax(1)).sum()))
    s["text_differences"] = [dict(prompt=x["prompt"], transformers=x["output"], llamacpp=y["output"]) for x, y in zip(ref, res) if x["output"] != y["output"]][:10]
    json.dump(dict(summary=s, outputs=[y["output"] for y in res]), open(out + ".json", "w"), indent=1)
    os.remove(out + ".prompts")
    return s


if __name__ == "__main__":
    p = argparse.ArgumentParser()
    p.add_argument("--gguf", required=True); p.add_argument("--adapter"); p.add_argument("--ref", required=True); p.add_argument("--out", required=True)
    a = p.parse_args()
    print(json.dumps(run(a.gguf, a.adapter, a.ref, a.out), indent=1))
