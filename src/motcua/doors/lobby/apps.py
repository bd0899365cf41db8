from django.apps import AppConfig


class Lobby(AppConfig):
    name = "motcua.doors.lobby"

    def ready(self) -> None:
        """Acts are counted in every process that does any: server, worker, command line."""
        from motcua.base.watch import watchers
        from motcua.doors.lobby.watching import act_ended

        watchers.append(act_ended)
