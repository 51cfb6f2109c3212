"""The GGUF files through the published Java API (de.kherud.llama.LlamaModel), first n eval prompts, compared with transformers."""
import base64, json, os, subprocess
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
JAVA = os.path.join(os.environ["JAVA_HOME"], "bin", "java")


def check(gguf, adapter, hf_result, n=20):
    ref = json.load(open(hf_result + ".json"))[:n]
    p = f"{ROOT}/scratch/jni.prompts"
    open(p, "w").write("\n".join(base64.b64encode(x["text"].encode()).decode() for x in ref) + "\n")
    cp = open(f"{ROOT}/java/cp.txt").read().strip()
    r = subprocess.run([JAVA, "--enable-native-access=ALL-UNNAMED", "-cp", cp, f"{ROOT}/java/JniSmoke.java", gguf, adapter or "-", p, str(n)], capture_output=True, text=True, errors="replace", timeout=300)
    out = [base64.b64decode(l.split("\t")[1]).decode() for l in r.stdout.splitlines() if l.startswith("OUT\t")]
    assert len(out) == n, (r.returncode, r.stdout[-1500:], r.stderr[-1500:])
    t = [base64.b64decode(l.split("\t")[1]).decode() for l in r.stdout.splitlines() if l.startswith("TEMPLATE\t")]
    assert t and t[0].strip() == "<|im_start|>user\nWhat is the capital of France?<|im_end|>\n<|im_start|>assistant", t
    same = sum(a["output"] == b for a, b in zip(ref, out))
    for a, b in zip(ref, out):
        if a["output"] != b:
            print("   JNI differs:", a["prompt"], "|", a["output"], "|", b)
    return f"{same}/{n}"
