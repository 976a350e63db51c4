/// Words that people bring along, and ours for them.
enum Synonyms {
  /// Spellings that are understood, with a hint.
  static let understood: [String: String] = [
    "decentralisation": "decentralization", "tps": "throughput", "latency": "inclusion_time",
    "finality": "finality_time", "orphan_rate": "stale_rate", "fees": "fee",
  ]

  static let metrics: [String: String] = [
    "uncle_rate": "stale_rate", "wait": "inclusion_time", "waiting_time": "inclusion_time",
    "confirmation_time": "inclusion_time", "mempool": "backlog", "pending": "backlog",
    "blocktime": "interval", "block_time": "interval", "blocks": "height", "inflation": "issuance",
    "basefee": "base_fee", "gas_price": "base_fee", "demand": "offered", "load": "offered",
    "max_tps": "capacity", "cost": "cost_per_tx", "hashrate": "hash_rate",
  ]

  static let settings: [String: String] = [
    "blocktime": "block_interval", "block_time": "block_interval", "interval": "block_interval",
    "blocksize": "block_size", "size_limit": "block_size", "block_limit": "block_size",
    "block_weight": "block_size", "gas": "gas_limit", "block_gas": "gas_limit",
    "gaslimit": "gas_limit", "tx_size": "transaction_size", "tx_gas": "transaction_gas",
    "hashrate": "hash_rate", "difficulty_adjustment": "retarget", "reward": "subsidy",
    "block_reward": "subsidy", "pools": "shares", "hash_shares": "shares", "stake": "staked",
    "confirmations": "finality_depth", "min_relay_fee": "minimum_relay_fee",
    "minimum_fee": "minimum_relay_fee", "mechanism": "consensus", "fees": "fee_market",
    "halving": "halving_interval", "slot_time": "slot", "mempool": "mempool_size",
    "tip": "priority_fee",
    "tps": "rate", "load": "rate", "demand": "rate", "wtp": "bid", "willingness_to_pay": "bid",
    "sigma": "bid_sigma", "kinds": "mix",
    // German and French.
    "blockgroesse": "block_size", "blocklaenge": "block_size", "groesse": "block_size",
    "taille": "block_size", "blockzeit": "block_interval", "blockintervall": "block_interval",
    "intervalle": "block_interval", "knoten": "nodes", "noeuds": "nodes", "gebot": "bid",
  ]

  static let outcomes: [String: String] = [
    "success": "success_rate", "probability": "success_rate", "wins": "success_rate",
    "revenue": "revenue_share", "gain": "profit", "earnings": "profit", "loss": "stolen",
    "price": "cost", "time": "delay", "wait": "delay", "wait_time": "delay", "reorg": "depth",
    "reorg_depth": "depth",
  ]

  static let attackSettings: [String: String] = [
    "hash": "share", "hash_rate": "share", "hashrate": "share", "hashpower": "share",
    "power": "share", "stake": "share", "q": "share",
    "alpha": "share", "nodes": "share", "size": "share", "conf": "confirmations",
    "depth": "confirmations", "z": "confirmations", "amount": "value", "payment": "value",
    "duration": "lasts", "time": "lasts", "length": "lasts", "money": "budget",
    "attempts": "tries", "trials": "tries", "runs": "tries", "repeat": "tries",
  ]

  static let words: [String: String] = [
    "proof_of_work": "pow", "proof_of_stake": "pos", "fpa": "first_price", "eip_1559": "eip1559",
    "1559": "eip1559", "true": "yes", "false": "no", "on": "yes", "off": "no",
  ]

  static let units: [String: String] = [
    "tps": "tx/s", "sec": "s", "secs": "s",
    "mins": "min", "hrs": "h", "hr": "h", "dollars": "USD", "usd": "USD", "dollar": "USD",
    "btc": "BTC", "eth": "ETH", "Gwei": "gwei", "sats": "sat", "satoshi": "sat", "percent": "%",
    "Mbps": "Mbit/s", "mbps": "Mbit/s", "transactions": "tx", "txs": "tx", "d": "days",
    "y": "years",
    "tx/sec": "tx/s", "tx/second": "tx/s", "mgas": "Mgas",
    "eur": "USD", "euro": "USD", "euros": "USD", "gbp": "USD", "chf": "USD", "bitcoins": "BTC",
    "bitcoin": "BTC", "ether": "ETH", "kbps": "kbit/s", "gbps": "Gbit/s", "mib/s": "MiB/s",
    // German and French.
    "tag": "day", "tage": "days", "tagen": "days", "stunde": "hour", "stunden": "hours",
    "minuten": "minutes", "sekunde": "second", "sekunden": "seconds", "woche": "week",
    "wochen": "weeks", "monat": "month", "monate": "months", "jahr": "year", "jahre": "years",
    "jour": "day", "jours": "days", "heure": "hour", "heures": "hours", "seconde": "second",
    "secondes": "seconds", "semaine": "week", "semaines": "weeks", "mois": "months",
    "an": "year", "ans": "years", "mo": "MB", "ko": "kB", "go": "GB", "prozent": "%",
  ]

  /// What people count, written behind a number where the language has the number alone.
  static let countWords: Set<String> = [
    "times", "mal", "fois", "node", "nodes", "validator", "validators", "miner", "miners", "people",
    "users", "keys", "confirmations", "shards", "channels", "hops", "attempts", "runs",
    "replicates",
    "coins", "pools", "peers",
  ]
}
