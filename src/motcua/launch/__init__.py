"""The launcher behind `./motcua`: the embedded database, the processes, and one module per sub-command.

It stands above `config` on the floors: it may start everything, and nothing imports it.
"""
