/// An RSA key made for these tests with `openssl genrsa`; it opens nothing.
let testKey = """
    -----BEGIN RSA PRIVATE KEY-----
    MIIEpAIBAAKCAQEA3aNjCQ5pWrCyp9V1o3DCppFkTO+UooHZLShg9EPVE2etc+/w
    8fa9zEeeowYpW2pLf2O/nDfALMLqiGj1I4o0srUnzIei2zICYGmWTkPgmiC9f3PP
    ZC1gzxyp6EOhyHZMnVm3PvglaK8jy+QtV54PRyLZ6GIeDsBqTskADgynx/8Z/r8n
    B8HlySkGE7thHvfMG0Is1ktwQu2Qcd1oHStUJvowFA247HN/A64PUbKjsl+D1Aan
    xfc7v/yXnzbWPdp6c9OPOhI9f+RoMHUEo/o6PtFWWYYyYx4wipzMNdCv5o8A4pvt
    hDwsZkhyVVAf35O+rVh6zKuV224abyxe6rEVQQIDAQABAoIBAAHinGPzav06DExj
    GgolDwJSz57q2T23UzSqcu9+IQk6EkRMr+imBwOrmZNzO7O0U17z/b/q2z6idXF5
    D4sVST46mXkmr33JoYyLRZuUDN86RYjy9rpd957dP8HInfSyHDISUW6c1LoJ9XJP
    yt5aLvhv5j7jzKTE1L7jzzNl+uxsSgj3UqD1g6bGuRz9LzFi49F7N6sr40LN3JCm
    0Di08rpIhvemf4DwzayOnjzW/hNyDPCH99/+ZZoKAu1o93MtWXI8dI+artRGVW3D
    02qq1Wx0o4zq6rG1RlgS+2X6sfwQPRM4w2JGFvLKi7QRJtHgAZNdytab/vWqZQXB
    HWe/Z9sCgYEA+PfIW30qPcRy4edBUmRL2ALWbnOhSz13UjUl4fr3y8djUC9y4mf/
    LyXjUT3bD+kML/aBS8Uvq9cZ+Kf/tPFMfT6kdbGEvJyZPnXxtqG1HfkGlGqfAr1K
    t6IjS/Syb+p3AeMh1JTBwLcMJF/Y4mR+UEjB2bUUgCO+pSjLCebDJjsCgYEA4+X9
    sbU8da3Z1lfOU2hH6DNkQmoN26g/Rnhu/r4hXmUlMRjdvEK/93IIgpkbALxy/Kqg
    xJQ0ymzB0GkkclDtthSi9lVlvfyEgHB4vWQ64mInvNQeuuAmhFm3icf4dcy+UBlq
    0489Iace2RkD9/KQ/WIw06rW8RRiTNxeEjRwbrMCgYEAk58ACtdVU5iG8dGYFs1n
    dyZ/lLA1JBLHDFR9KNgRU5/fEC2CNiKp2X/ioEpH+NAbLNlB4vaBhKefO6QJZ3Vo
    AB9DjpF6fgdwieuPLdYGOUZuE1SBAjPQ+L9HpILrxpZEiDbv2Ud29tjSd0Lpq5sg
    lmP9pSPMiwomwXFFqpJMhf8CgYEAp5jHzRx/bfuAK8U/Es+psfW5Ua40qsk8X1LK
    LcUdPRIdG9IxnvVnv025PHHkDdKIrY+901M6z3LTxbTM/NTPPAxJG+cJf4Jo3xvX
    b1B6jWmp15AXWU7mhIaGF2lcKyV6/+TxTswUJN+GLBnddUaJog3H4qHMmFZpRCT7
    eV/fH0kCgYAEV4bNO7FhDwGOiH9hZ3X/VLCeUtvuxdPg9qvpDbR5yKvWnMMYhru4
    9niG4qxYlwi+9Rwt7RdEBdVSjRVHTfYie/qpwKESiK5oJCBjNb0+1cjGnnGjpXCy
    3/xmAY/FkrAkIvihUay68JpixmWl+pG9UWmFksyQiqxwG1CDrVYLUw==
    -----END RSA PRIVATE KEY-----
    """
