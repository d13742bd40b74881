"""設定: whose casebook it is, which day it speaks for, how it looks, how safe it is."""
