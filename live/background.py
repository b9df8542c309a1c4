import asyncio
from contextlib import suppress


class BackgroundTask:
    """Runs `run()`, which never returns, from `start()` to `stop()`."""

    task = None

    def start(self) -> None:
        if self.task is None or self.task.done():
            self.task = asyncio.create_task(self.run())

    async def stop(self) -> None:
        if self.task:
            self.task.cancel()
            with suppress(asyncio.CancelledError):
                await self.task

    async def run(self) -> None:
        raise NotImplementedError
